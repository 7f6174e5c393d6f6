// Runs before everything else, on any Node however old: so old syntax only, and nothing that needs installing.
// Why these versions: the kernel loads ES modules with require(), which Node can from 20.19, 22.12 and 23 on.

function isEnough(major, minor) {
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
}

/** One sentence when this version of Node, say "v18.20.4", cannot run the course; otherwise "". */
function complaint(version) {
  if (isEnough.apply(null, version.replace("v", "").split(".").map(Number))) return "";
  return (
    "Node " +
    version.replace("v", "") +
    " cannot run this course: install Node 24 or later " +
    "(20.19 and 22.12 are the oldest that work), open a new terminal and try again."
  );
}

module.exports = { complaint: complaint };

if (complaint(process.version)) {
  console.error(complaint(process.version));
  process.exit(1);
}

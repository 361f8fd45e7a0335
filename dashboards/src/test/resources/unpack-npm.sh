#!/bin/sh
# Unpacks Debian's npm and node, with what they need and this machine lacks, into the directory where this runs.
# Nothing is installed, and nobody has to be root.
set -eu
mkdir -p apt/cache/archives/partial apt/lists/partial
options="-q -o Dir::Cache=$PWD/apt/cache -o Dir::State::lists=$PWD/apt/lists"
[ "$(id -u)" != 0 ] || options="$options -o APT::Sandbox::User=root"
# shellcheck disable=SC2086
apt-get $options update
# shellcheck disable=SC2086
apt-get $options download $(apt-cache $options depends --recurse --no-recommends --no-suggests --no-conflicts \
  --no-breaks --no-replaces --no-enhances npm |
  grep -E '^(npm|node|lib(node|uv1|c-ares|cares|nghttp2|brotli|icu|ssl3))' | grep -v -e '-dev' | sort -u)
for package in ./*.deb; do
  dpkg-deb -x "$package" .
  rm "$package"
done
touch complete

#!/usr/bin/env bash
# Makes the files of this folder anew. Needs espeak-ng, flite, sox and ffmpeg; the results are committed, so nobody has to.
set -euo pipefail
cd -- "$(dirname -- "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

espeak-ng -v ko -s 150 -w "$work/ko.wav" "안녕하세요. 고객님의 계좌를 보호해 드리려고 전화드렸습니다. 지금 확인해 주세요."
sox "$work/ko.wav" -r 16000 -b 16 -c 1 synthetic-ko.wav norm -3 trim 0 6
flite -voice slt -t "Hello. This is a recorded message from your bank. Please stay on the line, and do not hang up." -o "$work/en.wav"
ffmpeg -v error -y -i "$work/en.wav" -map_metadata -1 -fflags +bitexact -ac 1 -ar 16000 -c:a aac -b:a 32k synthetic-en.m4a

sox -n -r 8000 -b 16 -c 1 silence.wav trim 0 3
sox -R -n -r 16000 -b 16 -c 1 "$work/noise.wav" synth 3 brownnoise vol 0.5
ffmpeg -v error -y -i "$work/noise.wav" -map_metadata -1 -fflags +bitexact -c:a flac noise.flac
head -c 3000 synthetic-en.m4a >truncated.m4a

# A call: somebody who hardly speaks on the left, a synthetic voice on the right, as a telephone exchange records it.
sox "$work/ko.wav" -r 8000 -c 1 "$work/right.wav" norm -6 trim 0 5
sox -n -r 8000 -c 1 "$work/left.wav" trim 0 5
sox -M "$work/left.wav" "$work/right.wav" -e mu-law call-stereo.wav

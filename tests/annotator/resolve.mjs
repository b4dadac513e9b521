// Reads {"text", "selectors"} on standard input, and writes the words that each selector leads to: all
// places of a quote, the one of a position. The text comes in pieces, as the DOM gives it.
import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";

const PIECE = 50;

class Pieces {
  constructor(text) {
    this.chunks = [];
    const points = [...text];
    for (let at = 0; at < points.length || at === 0; at += PIECE) {
      this.chunks.push({ data: points.slice(at, at + PIECE).join(""), number: this.chunks.length });
    }
    this.at = 0;
  }
  get currentChunk() {
    return this.chunks[this.at];
  }
  nextChunk() {
    return this.at + 1 < this.chunks.length ? this.chunks[++this.at] : null;
  }
  previousChunk() {
    return this.at > 0 ? this.chunks[--this.at] : null;
  }
  precedesCurrentChunk(chunk) {
    return chunk.number < this.at;
  }
  words({ startChunk, startIndex, endChunk, endIndex }) {
    const between = this.chunks.slice(startChunk.number, endChunk.number + 1).map((chunk) => chunk.data);
    between[between.length - 1] = between[between.length - 1].slice(0, endIndex);
    return between.join("").slice(startIndex);
  }
  // In code points, so that two places of the same words are told apart.
  start({ startChunk, startIndex }) {
    const before = this.chunks.slice(0, startChunk.number).map((chunk) => chunk.data).join("");
    return [...(before + startChunk.data.slice(0, startIndex))].length;
  }
}

const matchers = { TextQuoteSelector: textQuoteSelectorMatcher, TextPositionSelector: textPositionSelectorMatcher };
let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { text, selectors } = JSON.parse(input);
const found = [];
for (const selector of selectors) {
  const places = [];
  const pieces = new Pieces(text);
  for await (const match of matchers[selector.type](selector)(pieces)) {
    places.push([pieces.start(match), pieces.words(match)]);
  }
  found.push(places);
}
process.stdout.write(JSON.stringify(found));

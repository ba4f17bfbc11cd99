// Stands in for @vscode/spdlog, a native module that is not compiled here: VS Code's own log files, nothing else.
const fs = require("node:fs");
const path = require("node:path");

const NAMES = ["trace", "debug", "info", "warning", "error", "critical"];
let level = 2;

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.raw = false;
    this.level = level;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.closeSync(fs.openSync(file, "a"));
  }
  write(at, message) {
    if (at < this.level) return;
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    fs.appendFileSync(this.file, this.raw ? message : `${stamp} [${NAMES[at]}] ${message}\n`);
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(value) {
    this.level = value;
  }
  clearFormatters() {
    this.raw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

const create = async (name, file) => new Logger("rotating", name, file);
exports.version = 0;
exports.setLevel = (value) => {
  level = value;
};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;

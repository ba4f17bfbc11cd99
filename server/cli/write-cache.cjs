// Loaded with `node -r` by esbuild.mjs: writes the code cache of every script that the command has loaded, with all that it compiled so far.
const { writeFileSync } = require("node:fs");
const vm = require("node:vm");

const scripts = [];
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options);
    scripts.push([`${options.filename}.cache`, this]);
  }
};
process.on("exit", () => {
  for (const [file, script] of scripts) writeFileSync(file, script.createCachedData());
});

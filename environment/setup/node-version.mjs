/**
 * Whether this Node is new enough. Every command looks here before it loads anything else: this file and the commands'
 * own may hold only what a very old Node can read.
 */

/** The oldest Node that the course's packages run on. */
export var oldestNode = "20.19.0";

/**
 * @param {string} version such as "20.19.0"
 * @returns {boolean}
 */
export function nodeIsNewEnough(version) {
  var expected = oldestNode.split(".").map(Number);
  var found = version.split(".").map(Number);
  for (var place = 0; place < 3; place++) {
    if (found[place] !== expected[place]) return found[place] > expected[place];
  }
  return true;
}

/**
 * The sentence for a Node that is too old.
 *
 * @param {string} version
 * @returns {string}
 */
export function nodeTooOld(version) {
  return (
    "Expected Node 20.19 or later, but this is Node " +
    version +
    " (" +
    process.execPath +
    ").\nInstall a newer one (https://nodejs.org, or `nvm install --lts` where you use nvm) and start again."
  );
}

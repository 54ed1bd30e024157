/** Tells a missing network from the other ways in which npm and pip can fail. */

/** What npm, pip, Node and Python print when nobody answers at the other end. */
const signs = [
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/,
  /Temporary failure in name resolution|Name or service not known|nodename nor servname/,
  /NewConnectionError|Failed to establish a new connection|ConnectTimeoutError|ReadTimeoutError|ProxyError/,
  /Max retries exceeded|Network is unreachable|getaddrinfo failed|Connection (broken|aborted|refused)/,
];

/**
 * @param {string} output
 * @returns {boolean}
 */
export function isNetworkFailure(output) {
  return signs.some((sign) => sign.test(output));
}

/** What to do about it. */
export const networkRemedy = "Connect to the internet (behind a proxy: set HTTPS_PROXY) and start again.";

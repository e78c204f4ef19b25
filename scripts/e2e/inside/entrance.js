/*
 * Asks one URL as a client of a host name, believes every certificate, and prints what comes back as JSON: the status, the text, and
 * the fingerprint of the certificate, if there is one.
 */
const [url, host] = process.argv.slice(1);
const { get } = require(url.startsWith('https:') ? 'node:https' : 'node:http');

const request = get(url, { agent: false, timeout: 5000, rejectUnauthorized: false, servername: host, headers: { Host: host } }, (response) => {
  const { fingerprint256 } = response.socket.getPeerCertificate?.() ?? {};
  let text = '';
  response.on('data', (chunk) => { text += chunk; }).on('end', () => console.log(JSON.stringify({ status: response.statusCode, text, fingerprint: fingerprint256 })));
});
request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', ({ message }) => console.log(JSON.stringify({ status: 0, text: message })));

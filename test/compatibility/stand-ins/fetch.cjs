// In place of make-fetch-happen. The suite has its router at a fixed address; ours is wherever ROUTER_URL says.
const SUITES_ROUTER = "http://localhost:4000/";

module.exports = (url, options) => fetch(url === SUITES_ROUTER ? process.env.ROUTER_URL : url, options);

/** Where PostgreSQL is: an address, or the socket folder of the built-in one. */
export type DatabaseAddress =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

/** The driver under the entity manager overlooks `?host=`, by which an address names the folder of a socket as PostgreSQL's own tools do. */
export function connectionOf(address: DatabaseAddress) {
  if (!("url" in address)) {
    return { host: address.host, port: address.port, user: address.user, dbName: address.database };
  }
  const url = new URL(address.url);
  const host = url.searchParams.get("host");
  if (host === null) return { clientUrl: address.url };
  return {
    host,
    port: Number(url.port || "5432"),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    dbName: decodeURIComponent(url.pathname.slice(1)),
  };
}

/** Where the benchmark wants a peer to answer, and which tables it is to read. */
export const port = Number(process.env.PORT);
export const databaseUrl = process.env.DATABASE_URL;

/** Apollo Server + type-graphql + MikroORM with its dataloaders switched on, put together as their guides show it. */
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { DataloaderType, MikroORM } from "@mikro-orm/postgresql";
import { buildSchema } from "type-graphql";
import { ENTITIES } from "./entities.js";
import { AgencyResolver, type Context, createContext, ParticipationResolver, ProgramResolver } from "./resolvers.js";

const { DATABASE_URL: clientUrl = "", PORT: port } = process.env;
const orm = await MikroORM.init({
  clientUrl,
  entities: ENTITIES,
  dataloader: DataloaderType.ALL,
  pool: { min: 0, max: 10 },
});
const schema = await buildSchema({ resolvers: [ProgramResolver, ParticipationResolver, AgencyResolver] });
const server = new ApolloServer<Context>({ schema });
await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: Number(port) },
  context: async () => createContext(orm.em.fork()),
});

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { readBody } from "./read-body.js";

/** An office where people are told of programs, and help to apply. */
export interface LocalOffice {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** ISO 3166-2, e.g. MX-QUE. */
  readonly state: string;
  /** Global ids of the programs it attends to, as the ventanilla gives them. */
  readonly programs: readonly string[];
}

/** All that an institution says: what it adds to our programs, and what it brings of its own. */
const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

  type Query {
    "Las oficinas de un estado. The offices of a state."
    localOffices("Clave ISO 3166-2, p. ej. MX-QUE. ISO 3166-2 code, e.g. MX-QUE." state: ID!): [LocalOffice!]
  }

  "Una oficina que atiende en persona. An office that attends to people."
  type LocalOffice @key(fields: "id") {
    id: ID!
    name: String!
    address: String!
    state: State!
    programs: [Program!]!
  }

  type Program @key(fields: "id") {
    id: ID!
    "Dónde atienden en persona. Where people are attended to."
    localOffices: [LocalOffice!]
  }

  type State @key(fields: "code", resolvable: false) {
    code: String!
  }
`;

export interface OfficesSubgraph {
  readonly url: string;
  /** Headers of the questions that were put to it. */
  readonly asked: readonly IncomingMessage["headers"][];
  close(): Promise<void>;
}

/** The subgraph of another institution, as small as one can be: offices by state, and those of each program. */
export async function startOfficesSubgraph(offices: readonly LocalOffice[], port = 0): Promise<OfficesSubgraph> {
  const present = (office: LocalOffice) => ({
    ...office,
    state: { code: office.state },
    programs: office.programs.map((id) => ({ id })),
  });
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(SDL),
      resolvers: {
        Query: {
          localOffices: (_source: unknown, { state }: { state: string }) =>
            offices.filter((office) => office.state === state).map(present),
        },
        Program: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          localOffices: ({ id }: { id: string }) =>
            offices.filter(({ programs }) => programs.includes(id)).map(present),
        },
        LocalOffice: {
          __resolveReference({ id }: { id: string }) {
            const office = offices.find((candidate) => candidate.id === id);
            return office === undefined ? null : present(office);
          },
        },
      },
    },
  ]);
  const asked: IncomingMessage["headers"][] = [];
  const server = createServer(async (request, response) => {
    try {
      asked.push(request.headers);
      const { query, variables } = JSON.parse(await readBody(request)) as { query: string; variables?: object };
      const answer = await graphql({ schema, source: query, variableValues: { ...variables } });
      response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(answer));
    } catch {
      response.writeHead(400).end();
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

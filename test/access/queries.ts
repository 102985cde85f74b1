import { globalId } from "../../src/graph/node.js";
import { type Ask, changesOf, PROFILE, SUBMITTED } from "./ask.js";
import type { Case } from "./cases.js";

function query(field: string, types: string, args: string, wanted: string, ask: Partial<Ask>): [string, Ask] {
  const document = `query ${types && `(${types})`} { answer: ${field}${args && `(${args})`} ${wanted} }`;
  return [
    `Query.${field}`,
    { document, variables: () => ({}), standing: SUBMITTED, done: (answer) => answer !== null, ...ask },
  ];
}

const slug = (one: Case, name: string) => ({ slug: name === "agency" ? one.catalogAgency : name });

/** Every root field that is read, asked. */
export const QUERIES: readonly [string, Ask][] = [
  query("agencies", "", "first: 1", "{ nodes { slug } }", {}),
  query("agency", "$slug: ID!", "slug: $slug", "{ slug }", { variables: (one) => slug(one, "agency") }),
  query("catalogs", "", "first: 1", "{ nodes { slug } }", {}),
  query("catalog", "$slug: ID!", "slug: $slug", "{ slug }", { variables: (one) => slug(one, one.catalogSlug) }),
  query("programs", "", "first: 1", "{ nodes { slug } }", {}),
  query("program", "$slug: ID!", "slug: $slug", "{ slug calls { nodes { id } } }", {
    variables: (one) => slug(one, one.programSlug),
  }),
  query("programChanges", "", "first: 1", "{ nodes { slug differences { path } } }", {}),
  query("node", "$id: ID!", "id: $id", "{ id }", { variables: (_, { program }) => ({ id: program }) }),
  query("state", "", 'code: "MX-CHH"', "{ code }", {}),
  query("states", "", "", "{ code }", {}),
  query("municipality", "", 'code: "08019"', "{ code }", {}),
  query("municipalities", "", "first: 1", "{ nodes { code } }", {}),
  query("industry", "", 'code: "31-33"', "{ code }", {}),
  query("industries", "", "first: 1", "{ nodes { code } }", {}),
  query("checkEligibility", "$profile: ProfileInput!", "profile: $profile", "{ counts { count } }", {
    variables: () => ({ profile: PROFILE }),
  }),
  query("eligibilityFacts", "", "", "{ key }", {}),
  query(
    "replayVerdict",
    "$profile: ProfileInput!, $receipt: String!",
    "profile: $profile, receipt: $receipt",
    "{ same }",
    {
      variables: ({ receipt }) => ({ profile: PROFILE, receipt }),
    },
  ),
  query("call", "$id: ID!", "id: $id", "{ id granted { amount } program { slug } }", {
    variables: (_, { call }) => ({ id: call }),
  }),
  query("agencyStages", "$agency: String!", "agency: $agency", "{ code }", {
    variables: (_, { agency }) => ({ agency }),
    done: (answer) => answer.length === 1,
  }),
  query("me", "", "", "{ role { code } subject }", { done: () => true }),
  query(
    "business",
    "$id: ID!",
    "id: $id",
    "{ id name facts { fact } mandates { nodes { id } } consents { nodes { givenBy } } documents { nodes { fileName } } }",
    {
      variables: (_, { firm }) => ({ id: firm }),
    },
  ),
  query("exportBusiness", "$id: ID!", "id: $id", "{ text next }", { variables: (_, { firm }) => ({ id: firm }) }),
  query("myBusinesses", "", "", "{ totalCount nodes { id name } }", {
    done: ({ totalCount, nodes }, { firm }) => totalCount === 1 && nodes[0].id === globalId("Business", firm),
  }),
  query(
    "application",
    "$id: ID!",
    "id: $id",
    "{ id title state { code } timeline { nodes { actor } } messages { nodes { body } } documents { document { fileName } } }",
    {
      variables: (_, { application }) => ({ id: application }),
    },
  ),
  query("applications", "$firm: ID!", "filter: { businessId: $firm }", "{ totalCount nodes { id title } }", {
    variables: (_, { firm }) => ({ firm }),
    done: ({ totalCount, nodes }) => totalCount === 1 && nodes.length === 1,
  }),
  query("applicationCounts", "", "", "{ count state { code } }", { done: (answer) => answer.length > 0 }),
  query("ledgerHead", "", "", "{ size root }", { done: () => true }),
  query("ledgerKeys", "", "", "{ id publicKey }", { done: (answer) => answer.length > 0 }),
  query("ledgerReceipts", "$id: ID!", "objectId: $id", "{ id action leaf proof { path } }", {
    variables: (_, { application }) => ({ id: application }),
  }),
  query("apiKeys", "$agency: ID!", "agency: $agency", "{ totalCount nodes { id } }", {
    variables: (_, { agency }) => ({ agency }),
    done: ({ totalCount }) => totalCount > 0,
  }),
  query(
    "revision",
    "$id: ID!",
    "id: $id",
    "{ id title reason timeline { nodes { actor } } changes { slug document } }",
    {
      variables: (_, { revisions }) => ({ id: globalId("Revision", revisions.draft) }),
    },
  ),
  query("revisions", "", "", "{ totalCount nodes { id title } }", {
    done: ({ nodes }) => nodes.length > 0,
  }),
  query("previewChanges", "$changes: [ProgramChangeInput!]!", "changes: $changes", "{ changes { slug document } }", {
    variables: (one, { program }) => ({ changes: changesOf(one, program) }),
  }),
  query("sources", "", "", "{ key freshness { state { code } } }", { done: (answer) => answer.length > 0 }),
  query("harvests", "$source: ID!", "source: $source", "{ nodes { id outcome { code } } }", {
    variables: (one) => ({ source: one.source }),
    done: ({ nodes }) => nodes.length > 0,
  }),
  query("quarantine", "$source: ID!", "source: $source", "{ totalCount nodes { itemId document } }", {
    variables: (_, { source }) => ({ source }),
    done: ({ totalCount }) => totalCount > 0,
  }),
  query("publishingDelegations", "", "", "{ id ownerSlug }", {
    done: (answer) => answer.length > 0,
  }),
  query("webhooks", "", "", "{ totalCount nodes { url deliveries(first: 1) { totalCount } } }", {
    done: ({ totalCount, nodes }, { hookName }) =>
      totalCount === 1 && nodes[0].url.includes(hookName) && nodes[0].deliveries.totalCount === 1,
  }),
];

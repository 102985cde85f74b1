import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Module } from "../../src/graph/module.js";
import { DeprecatedProduct, Inventory, Product, type ProductResearch, User } from "./products.types.js";

// What the suite expects to be answered.
const JANE: User = {
  email: "support@apollographql.com",
  name: "Jane Smith",
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};
const RESEARCH: readonly ProductResearch[] = [
  { study: { caseNumber: "1234", description: "Federation Study" } },
  { study: { caseNumber: "1235", description: "Studio Study" } },
];
const made = (id: string, sku: string, name: string, variation: string, about: number): Product => ({
  id,
  sku,
  package: name,
  variation: { id: variation },
  dimensions: { size: "small", weight: 1, unit: "kg" },
  createdBy: JANE,
  research: RESEARCH.slice(about, about + 1),
});
const PRODUCTS: readonly Product[] = [
  made("apollo-federation", "federation", "@apollo/federation", "OSS", 0),
  made("apollo-studio", "studio", "", "platform", 1),
];
const DEPRECATED: readonly DeprecatedProduct[] = [
  {
    sku: "apollo-federation-v1",
    package: "@apollo/federation-v1",
    reason: "Migrate to Federation V2",
    createdBy: JANE,
  },
];
const INVENTORIES: readonly Inventory[] = [{ id: "apollo-oss", deprecatedProducts: [...DEPRECATED] }];

@Resolver(() => Product)
class ProductsResolver {
  @Query(() => Product, { nullable: true })
  product(@Arg("id", () => ID) id: string): Product | undefined {
    return PRODUCTS.find((product) => product.id === id);
  }

  @Query(() => DeprecatedProduct, { nullable: true, deprecationReason: "Use product query instead" })
  deprecatedProduct(
    @Arg("sku", () => String) sku: string,
    @Arg("package", () => String) name: string,
  ): DeprecatedProduct | undefined {
    return DEPRECATED.find((product) => product.sku === sku && product.package === name);
  }
}

@Resolver(() => User)
class UsersResolver {
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true })
  averageProductsCreatedPerYear(@Root() { totalProductsCreated = 0, yearsOfEmployment }: User): number {
    return Math.round(totalProductsCreated / yearsOfEmployment);
  }
}

type Key = Readonly<Record<string, string>>;

/** Which product a key of any of the three kinds speaks of. */
function productOf(key: Key): Product | undefined {
  const { id, sku, package: name, "variation.id": variation } = key;
  if (id !== undefined) return PRODUCTS.find((product) => product.id === id);
  return PRODUCTS.find((product) =>
    name === undefined
      ? product.sku === sku && product.variation?.id === variation
      : product.sku === sku && product.package === name,
  );
}

function userOf({ email, totalProductsCreated, yearsOfEmployment }: Key): User | undefined {
  if (email !== JANE.email) return undefined;
  const told = totalProductsCreated === undefined ? {} : { totalProductsCreated: Number(totalProductsCreated) };
  return { ...JANE, ...told, yearsOfEmployment: Number(yearsOfEmployment ?? JANE.yearsOfEmployment) };
}

/** The subgraph "products" of the suite, as a module of ours. */
export const productsModule: Module = {
  name: "products",
  resolvers: [new ProductsResolver(), new UsersResolver()],
  policy: { "Query.product": "anyone", "Query.deprecatedProduct": "anyone" },
  onlyByKey: [Inventory],
  references: {
    Product: productOf,
    DeprecatedProduct: ({ sku, package: name }) => DEPRECATED.find((one) => one.sku === sku && one.package === name),
    ProductResearch: (key) => RESEARCH.find(({ study }) => study.caseNumber === key["study.caseNumber"]),
    User: userOf,
    Inventory: ({ id }) => INVENTORIES.find((inventory) => inventory.id === id),
  },
  preamble: `
    extend schema @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"]) @composeDirective(name: "@custom")
    directive @custom on OBJECT
  `,
};

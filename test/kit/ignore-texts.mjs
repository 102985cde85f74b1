import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Objects of one text in Spanish and one in English: changing a translation is no defect of logic. */
const texts = {
  shouldIgnore({ node }) {
    if (node.type !== "ObjectExpression" || node.properties.length !== 2) return undefined;
    const [first, second] = node.properties.map(({ key }) => key?.name);
    return first === "es" && second === "en" ? "a text in two languages" : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "texts", texts)];

import { parseArgs } from "node:util";
import { type Config, readConfig } from "../config.js";
import { type Bearer, createDevelopmentIssuer } from "../graph/identity/development-issuer.js";
import { isTokenRole, readClaims, TOKEN_ROLES } from "../graph/identity/read-claims.js";
import { LONGEST_LIFE } from "../graph/identity/verify-token.js";
import { developmentSeed } from "../house/identity.js";

const USAGE = `Uso / Usage: AUTH_DEVELOPMENT=1 npm run token -- --role business --sub ana [--agency inadem] [--hours 1]
  --role    ${TOKEN_ROLES.join(", ")}
  --sub     quién es, p. ej. ana / who it is, e.g. ana
  --agency  dependencia, solo para los papeles de dependencia / agency, for agency roles only
  --hours   hasta 1 hora, p. ej. 0.5 / up to 1 hour, e.g. 0.5
Imprime una ficha que acepta el gateway de la misma base de datos con AUTH_DEVELOPMENT=1.
Prints a token that the gateway of the same database takes with AUTH_DEVELOPMENT=1.
`;

/** Wrong use of the command: told with how it is used. */
class WrongUse extends Error {
  constructor(es: string, en: string) {
    super(`${es} / ${en}\n${USAGE}`);
  }
}

interface Request {
  readonly bearer: Bearer;
  readonly seconds: number;
}

function readArguments(args: readonly string[]): Request {
  const { role = "", sub = "", agency, hours } = parse(args);
  if (!isTokenRole(role)) throw new WrongUse("Falta --role, o no existe.", "--role is missing, or does not exist.");
  const seconds = Math.round(Number(hours) * 3_600);
  if (!(seconds >= 1 && seconds <= LONGEST_LIFE))
    throw new WrongUse("--hours va de 0 a 1.", "--hours goes from 0 to 1.");
  const bearer = { role, sub, agency };
  if (readClaims(bearer) === undefined)
    throw new WrongUse(
      "Falta --sub, o --agency falta o sobra para ese papel.",
      "--sub is missing, or --agency is missing or too much for that role.",
    );
  return { bearer, seconds };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { role: text, sub: text, agency: text, hours: { ...text, default: "1" } },
    }).values;
  } catch {
    throw new WrongUse("Hay un argumento que no se conoce.", "There is an argument that is not known.");
  }
}

function needDevelopment(config: Config): void {
  if (!config.AUTH_DEVELOPMENT)
    throw new WrongUse(
      "Encienda el emisor de desarrollo con AUTH_DEVELOPMENT=1.",
      "Switch the development issuer on with AUTH_DEVELOPMENT=1.",
    );
}

async function main(args: readonly string[]): Promise<void> {
  const { bearer, seconds } = readArguments(args);
  const config = readConfig(process.env);
  needDevelopment(config);
  const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);
  process.stdout.write(`${await issuer.token(bearer, new Date(), seconds)}\n`);
}

/** What went wrong, in words for who asked. */
function explain(error: unknown): string {
  if ((error as { code?: string }).code === "42P01") {
    return "Esta base de datos no tiene tablas todavía: arranque el gateway una vez. / This database has no tables yet: start the gateway once.";
  }
  return error instanceof Error ? error.message : String(error);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});

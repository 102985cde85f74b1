import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { type Concept, published } from "../../../graph/concept.js";
import { JsonScalar } from "../../../graph/scalars.js";
import { Program } from "../../view/program.types.js";
import { PreflightFinding } from "../revision.types.js";

/** A call as this module knows it: its key. Whoever takes applications under it holds the rest. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class Call {
  @Field(() => ID, { simple: true })
  id!: string;
}

export const CALL_ACTIONS = {
  open: { es: "Se abre", en: "It opens" },
  alter: { es: "Cambia", en: "It changes" },
  close: { es: "Se cierra", en: "It closes" },
} as const;
export const CallActions = published(
  "CallAction",
  CALL_ACTIONS,
  "Qué hace una revisión de una convocatoria.",
  "What a revision makes of a call.",
);

@ObjectType({
  simpleResolvers: true,
  description: "Lo que una revisión hace de una convocatoria. What a revision makes of a call.",
})
export class RevisionCall {
  @Field(() => ID, { description: "Su identificador en la revisión. Its id in the revision." })
  id!: string;

  @Field(() => CallActions.concept, { description: "Qué hace de ella. What it makes of it." })
  action!: Concept;

  @Field(() => ID, { description: "Clave del programa. Key of the program." })
  slug!: string;

  @Field(() => Program, {
    nullable: true,
    description: "El programa como está hoy; nulo si es nuevo. The program as it is today; null if it is new.",
  })
  program!: Program | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "La versión de la convocatoria que se leyó para cambiarla; nulo si se abre. The version of the call that was read to change it; null if it opens.",
  })
  callVersion!: number | null;

  @Field(() => JsonScalar, {
    description:
      "Lo que se propone, en las palabras de `CallInput` o `AlterCallInput`. What is proposed, in the words of `CallInput` or `AlterCallInput`.",
  })
  proposed!: object;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      "Lo que decía la convocatoria de lo que puede cambiar; nulo si se abre. What the call said of what may change; null if it opens.",
  })
  base!: object | null;

  @Field(() => [PreflightFinding], {
    description:
      "Lo que está mal o es dudoso en ella; vacío una vez publicada. What is wrong or doubtful in it; empty once published.",
  })
  findings!: readonly PreflightFinding[];
}

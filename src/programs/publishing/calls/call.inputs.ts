import { Field, ID, InputType } from "type-graphql";
import type { Calls } from "../../ports.js";
import {
  type CallChangeInput,
  DraftBaseInput,
  type DraftRevisionInput,
  EditBaseInput,
  type EditRevisionInput,
  ProgramChangeInput,
} from "../revision.inputs.js";

/** The inputs of drafts, which say of calls what whoever owns calls takes. */
export function draftInputs({ open, alter }: Calls["inputTypes"]) {
  @InputType("CallChangeInput", {
    description:
      "Una convocatoria que se abre o que cambia junto con su programa: una de las dos. A call that is opened or altered together with its program: one of the two.",
  })
  class CallChange implements CallChangeInput {
    @Field(() => ID, { description: "Clave del programa, p. ej. prosec. Key of the program, e.g. prosec." })
    program!: string;

    @Field(() => open, { nullable: true, description: "La que se abre al publicarse. One to open on publication." })
    open?: object | null;

    @Field(() => alter, {
      nullable: true,
      description: "Lo que cambia de una que hay. What changes of one that is there.",
    })
    alter?: object | null;
  }

  @InputType("DraftRevisionInput", { description: "Un borrador. A draft." })
  class Draft extends DraftBaseInput implements DraftRevisionInput {
    @Field(() => [ProgramChangeInput], {
      defaultValue: [],
      description:
        "Los programas que cambian juntos, cada uno una vez. The programs that change together, each of them once.",
    })
    changes!: ProgramChangeInput[];

    @Field(() => [CallChange], {
      defaultValue: [],
      description:
        "Las convocatorias que se abren o cambian con ellos, o por sí solas. The calls that are opened or altered with them, or by themselves.",
    })
    calls!: CallChange[];
  }

  @InputType("EditRevisionInput", {
    description: "Lo que cambia de un borrador; lo que falta queda como está. What changes of a draft.",
  })
  class Edit extends EditBaseInput implements EditRevisionInput {
    @Field(() => [CallChange], {
      defaultValue: [],
      description:
        "Más convocatorias; lo que se diga de una que el borrador ya cambia toma el lugar de lo que había. More calls; what is said of one that the draft alters already takes the place of what there was.",
    })
    calls!: CallChange[];
  }
  return { Draft, Edit };
}

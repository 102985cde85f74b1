import { BEARERS, casesOf, type Person } from "../kit/case-file.js";
import { type EventStream, openStream } from "../kit/event-stream.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
});
afterAll(() => gateway.close());

const WATCH = `subscription ($id: ID) { applicationChanges(applicationId: $id) { application { id state { code } assignedTo } } }`;

async function watch(person: Person, id: string | null = null): Promise<EventStream> {
  const token = await gateway.token(BEARERS[person]);
  return openStream(gateway.url, { query: WATCH, variables: { id } }, { authorization: `Bearer ${token}` });
}

/** The next change that tells of an application; a hint that some may have been missed is passed over. */
async function nextChange(stream: EventStream) {
  for (;;) {
    const event = await stream.next();
    if (event === undefined) throw new Error("the stream has ended");
    const change = event.data?.data?.applicationChanges;
    if (change?.application) return change.application;
    if (change === undefined) return event.data;
  }
}

describe("who watches applications", () => {
  it("hears of each change as it happens: the firm of its own, the agency of its queue", async () => {
    const { draft, done, openCall, registerFirm } = casesOf(gateway);
    let application = await draft((await openCall()).id, await registerFirm());
    const [firm, agency] = [await watch("rosa", application.id), await watch("editor")];
    expect(await nextChange(firm)).toMatchObject({ id: application.id, state: { code: "DRAFT" } });

    application = await done("rosa", "submitApplication", application, { insist: true });
    expect(await nextChange(firm)).toMatchObject({ state: { code: "SUBMITTED" } });
    expect(await nextChange(agency)).toMatchObject({ id: application.id, state: { code: "SUBMITTED" } });

    await done("editor", "admitApplication", application);
    expect(await nextChange(firm)).toMatchObject({ state: { code: "ADMITTED" } });
    expect(await nextChange(agency)).toMatchObject({ state: { code: "ADMITTED" }, assignedTo: null });
    for (const stream of [firm, agency]) stream.close();
  });

  it("hears nothing of others': a draft is not yet the agency's, nor one firm's another's", async () => {
    const { draft, submitted, done, openCall, registerFirm } = casesOf(gateway);
    const call = await openCall();
    const hers = await draft(call.id, await registerFirm());
    const strangers = await watch("stranger", hers.id);
    expect(await strangers.next()).toMatchObject({
      data: { errors: [{ extensions: { code: "NOT_FOUND", field: "applicationId" } }] },
    });

    const [agency, neighbour, other] = [await watch("editor"), await watch("neighbour"), await watch("stranger")];
    await done("rosa", "fillApplication", hers, { title: "Otro título" });
    const theirs = await submitted(call.id, await registerFirm("stranger", undefined, "Otra empresa"), "stranger");
    // Had it heard of the draft, that would have come first.
    expect(await nextChange(agency)).toMatchObject({ id: theirs.id, state: { code: "SUBMITTED" } });
    expect(await nextChange(other)).toMatchObject({ id: theirs.id });
    for (const stream of [agency, neighbour, other, strangers]) stream.close();
  });

  it("must be somebody who may read applications", async () => {
    const stream = await openStream(gateway.url, { query: WATCH });
    expect(await stream.next()).toMatchObject({ data: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } });
    stream.close();
  });
});

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text as they came. */
  readonly source: string;
}

/** A mail server in a few lines. `answers` gives another answer to a command: `{ "RCPT": "550 no" }`, `"."` for the message. */
export async function startSmtpServer(
  answers: Readonly<Record<string, string>> = {},
  extensions: readonly string[] = [],
) {
  const received: ReceivedMail[] = [];
  const commands: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let from = "";
    let to: string[] = [];
    let data: string[] | undefined;
    if (answers.greeting !== "") say(answers.greeting ?? "220 test");
    createInterface(socket).on("line", (line) => {
      if (data !== undefined && line !== ".") return void data.push(line.replace(/^\./, ""));
      const word = line === "." ? "." : line.slice(0, 4).toUpperCase();
      commands.push(line);
      const answer = word === "STAR" ? "502 no TLS here" : answers[word];
      if (answer !== undefined) {
        data = undefined;
        return void say(answer);
      }
      if (word === "EHLO")
        return void say(
          ["test", ...extensions].map((text, n, all) => `250${n < all.length - 1 ? "-" : " "}${text}`).join("\r\n"),
        );
      if (word === "MAIL") from = /<(.*?)>/.exec(line)?.[1] ?? "";
      if (word === "RCPT") to.push(/<(.*?)>/.exec(line)?.[1] ?? "");
      if (word === "DATA") {
        data = [];
        return void say("354 go on");
      }
      if (word === ".") {
        received.push({ from, to, source: (data ?? []).join("\n") });
        data = undefined;
        to = [];
      }
      say(word === "QUIT" ? "221 bye" : word === "AUTH" ? "235 welcome" : "250 fine");
      if (word === "QUIT") socket.end();
    });
    sockets.add(socket);
  });
  const sockets = new Set<{ destroy(): unknown }>();
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    commands,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

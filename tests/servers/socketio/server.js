"use strict";
// One real socket.io server for tests, steered by a JSON object a line on standard input.
// usage: node server.js PACKAGE OPTIONS   (what happens is told on standard output, alike)

const http = require("http");
const readline = require("readline");

const [, , name, text] = process.argv;
const { port, namespace, ...options } = JSON.parse(text);
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const server = http.createServer((_request, response) => {
  response.statusCode = 404;
  response.end();
});
const connections = new Set();
server.on("connection", (connection) => {
  connections.add(connection);
  connection.on("close", () => connections.delete(connection));
});

const library = require(name);
const io = name === "socketio4" ? new library.Server(server, options) : library(server, options);
const room = io.of(namespace);
const clients = new Set();

room.on("connection", (socket) => {
  clients.add(socket);
  const engine = socket.conn;
  say({ on: "joined", transport: engine.transport.name });
  engine.on("upgrade", () => say({ on: "upgraded" }));
  socket.on("authenticate", (data) => say({ on: "authenticate", data }));
  socket.on("echo", (data) => socket.emit("echo", data));
  socket.on("disconnect", (reason) => {
    clients.delete(socket);
    say({ on: "left", reason });
  });
});

// One report of one of so many objects, which go round in circles in a city.
const report = (n, objects) => {
  const sent_ms = Date.now(), each = n % objects, turn = sent_ms / 60_000 + each;
  const place = {
    latitude: (40.72 + (each % 71) * 0.002 + 0.002 * (turn % 1)).toFixed(6),
    longitude: (-74 + Math.floor(each / 71) * 0.002 + 0.002 * ((turn * 1.7) % 1)).toFixed(6),
  };
  const state = { speed: `${20 + (each % 30)}`, track: `${Math.floor(turn * 360) % 360}`, altitude: "10" };
  const extra = { satellites: "8", battery: `${100 - (each % 90)}`, route: "M7" };
  const one = { object_id: `bus-${each}`, timestamp: `${sent_ms / 1000}`, ...place, ...state, ...extra };
  return { dataset_id: 9, n, sent_ms, data: [one] };
};

const each = (deed) => [...clients].forEach(deed);
const deeds = {
  emit: ({ event, args }) => each((socket) => socket.emit(event, ...args)),
  burst: ({ count, start }) =>
    each((socket) => {
      for (let n = start; n < start + count; n++) socket.emit("tick", { n, text: "ñ日🚌" });
    }),
  blob: () =>
    each((socket) => {
      const parts = { one: Buffer.from([0, 4, 255]), none: Buffer.alloc(0), deep: [Buffer.from("bus")] };
      socket.emit("blob", parts, "after");
      socket.emit("text", { after: true });
    }),
  flood: ({ rate, count, objects }) => {
    const began = Date.now();
    let n = 0;
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((Date.now() - began) * rate) / 1000));
      for (; n < due; n++) {
        const data = report(n, objects);
        each((socket) => socket.emit("realtime", data));
      }
      if (n < count) return;
      clearInterval(timer);
      say({ on: "flooded", seconds: (Date.now() - began) / 1000 });
    }, 5);
  },
  mixed: ({ count }) =>
    each((socket) => {
      for (let n = 0; n < count; n++) {
        const odd = [{ blob: Buffer.from("bus") }, { text: "a\ud83db" }, {}, {}, {}][n % 5];
        const answered = n % 7 ? [] : [() => 0];
        socket.emit("mixed", { n, ...odd }, ...answered);
      }
    }),
  big: ({ bytes }) => each((socket) => socket.emit("big", { text: "x".repeat(bytes) })),
  half: () => each((socket) => socket.emit("half", { text: "a\ud83db" })),
  asked: () => each((socket) => socket.emit("asked", {}, (...args) => say({ on: "ack", args }))),
  raw: ({ text }) => each((socket) => socket.conn.write(text)),
  frame: ({ text }) => each((socket) => socket.conn.transport.socket.send(text)),
  bytes: ({ text }) => each((socket) => socket.conn.write(Buffer.from(text))),
  leave: () => each((socket) => socket.disconnect(false)),
  hangup: () => each((socket) => socket.disconnect(true)),
  close: () => each((socket) => socket.conn.close()),
  abort: () => connections.forEach((connection) => connection.destroy()),
  // true: not done yet
  "until alone": () => connections.size > 0,
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const wish = JSON.parse(line);
  const attempt = () => {
    if (deeds[wish.do](wish) === true) setTimeout(attempt, 10);
    else say({ on: "done", number: wish.number });
  };
  attempt();
});
process.stdin.on("end", () => process.exit(0));
server.listen(port, "127.0.0.1", () => say({ on: "listening", port: server.address().port }));

"use strict";

// One session with the backend; a fallback mode of its own while the backend fails, which it leaves by itself.

const RETRY_MILLIS = 2500;
const REQUEST_MILLIS = 8000;
const SESSIONS = "api/v1/chat/session";

const widget = document.querySelector(".widget");
const statusText = document.getElementById("status");
const fallbackText = document.getElementById("fallback");
const messageList = document.getElementById("messages");
const form = document.getElementById("form");
const input = document.getElementById("text");

let sessionId = null;
let retryTimer = null;
let delivering = false;
/** Written but not stored yet, oldest first: {text, item}. */
const unsent = [];

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(REQUEST_MILLIS),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(answer.message || "The backend failed."), { status: response.status });
  }
  return answer;
}

function show(mode, status) {
  widget.dataset.mode = mode;
  statusText.textContent = status;
  fallbackText.hidden = mode !== "fallback";
}

function add(role, text, className) {
  const item = document.createElement("li");
  item.className = className || role;
  item.textContent = text;
  messageList.append(item);
  item.scrollIntoView({ block: "end" });
  return item;
}

function note(item, text) {
  item.querySelector("small")?.remove();
  if (text) {
    const small = document.createElement("small");
    small.textContent = text;
    item.append(small);
  }
}

function enterFallback(error) {
  show("fallback", "Fallback mode");
  const reason = error.status === 503 ? "the database is away" : error.status ? "the backend fails" : "the backend is away";
  const text = `Fallback mode: ${reason}. What you write is kept here and sent later.`;
  // Unchanged text is not set again, or a screen reader would announce it at every attempt.
  if (fallbackText.textContent !== text) {
    fallbackText.textContent = text;
  }
  clearTimeout(retryTimer);
  retryTimer = setTimeout(connect, RETRY_MILLIS);
}

async function connect() {
  clearTimeout(retryTimer);
  try {
    if (sessionId === null) {
      sessionId = (await call("POST", SESSIONS, { metadata: { client: "widget" } })).session_id;
    }
    await deliver();
    show("online", "Online");
  } catch (error) {
    forgetUnknownSession(error);
    enterFallback(error);
  }
}

async function deliver() {
  if (delivering) {
    return;
  }
  delivering = true;
  try {
    while (unsent.length > 0) {
      const { text, item } = unsent[0];
      const answer = await call("POST", `${SESSIONS}/${sessionId}/messages`, { role: "user", content: text });
      unsent.shift();
      note(item, "");
      for (const message of answer.messages) {
        if (message.role !== "user") {
          const reply = add(message.role, message.content);
          if (message.citations.length > 0) {
            note(reply, `Source: ${message.citations.map((citation) => citation.title).join(", ")}`);
          }
        }
      }
    }
  } finally {
    delivering = false;
  }
}

/** The database may have been replaced by one that does not know our session. */
function forgetUnknownSession(error) {
  if (error.status === 404) {
    sessionId = null;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === "") {
    return;
  }
  input.value = "";
  const item = add("user", text);
  note(item, "not sent yet");
  unsent.push({ text, item });
  if (widget.dataset.mode === "fallback") {
    add("assistant", "I cannot reach my backend right now, so this is only a placeholder.", "canned");
    return;
  }
  if (sessionId !== null) {
    await connect();
  }
});

connect();

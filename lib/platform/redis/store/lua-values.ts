import fengari, { type LuaState } from "fengari";
import { RedisError, type Reply, Status } from "./reply";

const { lua, lauxlib } = fengari;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const MAX_DEPTH = 100;
const MAX_INTEGER = 2 ** 31 - 1;

export const luaString = (text: string) => encoder.encode(text);

export function readString(state: LuaState, index: number): string {
  const bytes = lua.lua_tostring(state, index);
  return bytes ? decoder.decode(bytes) : "";
}

export function pushString(state: LuaState, text: string) {
  lua.lua_pushstring(state, luaString(text));
}

/** Fengari's integers have 32 bits; a number beyond them goes in as a double, as all do in Redis. */
export function pushNumber(state: LuaState, value: number) {
  if (Number.isInteger(value) && Math.abs(value) <= MAX_INTEGER) lua.lua_pushinteger(state, value);
  else lua.lua_pushnumber(state, value);
}

export function pushList<T>(state: LuaState, items: readonly T[], push: (item: T) => void) {
  lauxlib.luaL_checkstack(state, 4, null);
  lua.lua_createtable(state, items.length, 0);
  for (const [index, item] of items.entries()) {
    push(item);
    lua.lua_rawseti(state, -2, index + 1);
  }
}

export function pushField(state: LuaState, name: string, push: () => void) {
  pushString(state, name);
  push();
  lua.lua_rawset(state, -3);
}

/** What `redis.call` gives a script: nil becomes false, a status a table with `ok`. */
export function pushReply(state: LuaState, reply: Reply) {
  if (reply === null) lua.lua_pushboolean(state, false);
  else if (typeof reply === "number") pushNumber(state, reply);
  else if (typeof reply === "string") pushString(state, reply);
  else if (reply instanceof Status) pushTagged(state, "ok", reply.text);
  else pushList(state, reply, (item) => pushReply(state, item));
}

/** A table with one field, the form of a status (`ok`) and of an error (`err`). */
export function pushTagged(state: LuaState, tag: "ok" | "err", text: string) {
  lua.lua_createtable(state, 0, 1);
  pushField(state, tag, () => pushString(state, text));
}

export function readTag(state: LuaState, index: number, tag: "ok" | "err"): string | undefined {
  const table = lua.lua_absindex(state, index);
  pushString(state, tag);
  const type = lua.lua_rawget(state, table);
  const text = type === lua.LUA_TSTRING ? readString(state, -1) : undefined;
  lua.lua_pop(state, 1);
  return text;
}

/** What a script returns, as Redis converts it: numbers lose their fraction, false becomes nil. */
export function readReply(state: LuaState, index: number, depth = 0): Reply {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TNUMBER:
      return Math.trunc(lua.lua_tonumber(state, index));
    case lua.LUA_TSTRING:
      return readString(state, index);
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index) ? 1 : null;
    case lua.LUA_TTABLE:
      return readTable(state, lua.lua_absindex(state, index), depth);
    default:
      return null;
  }
}

function readTable(state: LuaState, table: number, depth: number): Reply {
  if (depth > MAX_DEPTH) throw new RedisError("ERR reached lua stack limit");
  lauxlib.luaL_checkstack(state, 4, null);
  const error = readTag(state, table, "err");
  if (error !== undefined) throw new RedisError(error);
  const status = readTag(state, table, "ok");
  if (status !== undefined) return new Status(status);
  const items: Reply[] = [];
  while (lua.lua_rawgeti(state, table, items.length + 1) !== lua.LUA_TNIL) {
    items.push(readReply(state, -1, depth + 1));
    lua.lua_pop(state, 1);
  }
  lua.lua_pop(state, 1);
  return items;
}

/** The words of a command that a script passes to `redis.call`. */
export function readCommand(state: LuaState): string[] {
  const count = lua.lua_gettop(state);
  if (count === 0) throw new RedisError("ERR Please specify at least one argument for this redis.call()");
  return Array.from({ length: count }, (_, at) => readWord(state, at + 1));
}

function readWord(state: LuaState, index: number): string {
  const type = lua.lua_type(state, index);
  if (type === lua.LUA_TNUMBER) return String(lua.lua_tonumber(state, index));
  if (type === lua.LUA_TSTRING) return readString(state, index);
  throw new RedisError("ERR Lua redis lib command arguments must be strings or integers");
}

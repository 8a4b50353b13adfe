import fengari, { type LuaState } from "fengari";
import { pushField, pushList, pushNumber, pushString, readString } from "./lua-values";
import { RedisError } from "./reply";

const { lua, lauxlib } = fengari;

const MAX_DEPTH = 1000;
const NULL = Symbol("cjson.null");

/** `cjson` of Redis' scripts, the two functions and the null that scripts use. */
export function pushJsonLibrary(state: LuaState, protect: (run: (state: LuaState) => void) => (s: LuaState) => number) {
  lua.lua_createtable(state, 0, 3);
  pushField(state, "null", () => lua.lua_pushlightuserdata(state, NULL));
  pushField(state, "encode", () => lua.lua_pushjsfunction(state, protect(encode)));
  pushField(state, "decode", () => lua.lua_pushjsfunction(state, protect(decode)));
}

function encode(state: LuaState) {
  pushString(state, JSON.stringify(readValue(state, 1, 0)));
}

function decode(state: LuaState) {
  try {
    pushValue(state, JSON.parse(readString(state, 1)));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RedisError(`ERR ${error.message}`);
    throw error;
  }
}

function readValue(state: LuaState, index: number, depth: number): unknown {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TNUMBER:
      return lua.lua_tonumber(state, index);
    case lua.LUA_TSTRING:
      return readString(state, index);
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index);
    case lua.LUA_TTABLE:
      return readTable(state, lua.lua_absindex(state, index), depth);
    default:
      return null;
  }
}

/** A table with a first item is an array; any other, also an empty one, an object. */
function readTable(state: LuaState, table: number, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new RedisError("ERR Cannot serialise, excessive depth");
  lauxlib.luaL_checkstack(state, 4, null);
  const length = lua.lua_rawlen(state, table);
  if (length > 0) return Array.from({ length }, (_, at) => readItem(state, table, at + 1, depth));
  const entries: [string, unknown][] = [];
  for (pushFirstKey(state); lua.lua_next(state, table); lua.lua_pop(state, 1)) {
    entries.push([keyText(state), readValue(state, -1, depth + 1)]);
  }
  return Object.fromEntries(entries);
}

function readItem(state: LuaState, table: number, at: number, depth: number): unknown {
  lua.lua_rawgeti(state, table, at);
  const value = readValue(state, -1, depth + 1);
  lua.lua_pop(state, 1);
  return value;
}

/** Iteration begins after nil, which lies just above the top. */
const pushFirstKey = (state: LuaState) => lua.lua_settop(state, lua.lua_gettop(state) + 1);

/** The key below the value, read from a copy: converting the key itself would derail the iteration. */
function keyText(state: LuaState): string {
  lua.lua_pushvalue(state, -2);
  const text = readString(state, -1);
  lua.lua_pop(state, 1);
  return text;
}

function pushValue(state: LuaState, value: unknown): void {
  lauxlib.luaL_checkstack(state, 4, null);
  if (value === null) lua.lua_pushlightuserdata(state, NULL);
  else if (typeof value === "boolean") lua.lua_pushboolean(state, value);
  else if (typeof value === "number") pushNumber(state, value);
  else if (typeof value === "string") pushString(state, value);
  else if (Array.isArray(value)) pushList(state, value, (item) => pushValue(state, item));
  else pushObject(state, Object.entries(value as object));
}

function pushObject(state: LuaState, entries: [string, unknown][]) {
  lua.lua_createtable(state, 0, entries.length);
  for (const [name, value] of entries) pushField(state, name, () => pushValue(state, value));
}

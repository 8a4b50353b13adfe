import { createHash } from "node:crypto";
import fengari, { type LuaFunction, type LuaState } from "fengari";
import { pushJsonLibrary } from "./lua-json";
import {
  luaString,
  pushField,
  pushList,
  pushReply,
  pushString,
  pushTagged,
  readCommand,
  readReply,
  readString,
  readTag,
} from "./lua-values";
import { RedisError, type Reply } from "./reply";

const { lua, lauxlib, lualib } = fengari;

/** A script that runs longer is stopped: about a third of a second. */
const MAX_INSTRUCTIONS = 20_000_000;
const COUNT_EVERY = 10_000;
const INSTRUCTIONS_OF_A_COMMAND = 200;

/** Lua 5.1's names, no way to the machine, and no globals that outlive a script. */
const PRELUDE = `
  unpack = table.unpack
  math.pow = function(a, b) return a ^ b end
  KEYS, ARGV = {}, {}
  os, io, package, require, dofile, loadfile, load, debug, fengari, js = nil
  setmetatable(_G, {
    __index = function(_, name) error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2) end,
    __newindex = function(_, name) error("Script attempted to create global variable '" .. tostring(name) .. "'", 2) end,
    __metatable = false,
  })
`;

/** Runs Redis scripts in one Lua state, one at a time. */
export class LuaEngine {
  readonly #state = lauxlib.luaL_newstate();
  readonly #call: (command: string[]) => Reply;
  /** Compiled functions by source: their places in Lua's registry. */
  readonly #functions = new Map<string, number>();
  #instructions = 0;

  constructor(call: (command: string[]) => Reply) {
    this.#call = (command) => {
      this.#instructions += INSTRUCTIONS_OF_A_COMMAND;
      return call(command);
    };
    const state = this.#state;
    lualib.luaL_openlibs(state);
    this.#openRedis(state);
    pushJsonLibrary(state, protect);
    lua.lua_setglobal(state, luaString("cjson"));
    this.#invoke(this.compile(PRELUDE));
    lua.lua_settop(state, 0);
  }

  /** Compiles a script once. A shebang such as Upstash's `#!lua flags=allow-key-locking` is skipped. */
  compile(source: string): number {
    const known = this.#functions.get(source);
    if (known !== undefined) return known;
    const bytes = luaString(source.replace(/^#!lua[^\n]*/, ""));
    const status = lauxlib.luaL_loadbuffer(this.#state, bytes, bytes.length, luaString("@user_script"));
    if (status !== lua.LUA_OK) throw new RedisError(`ERR Error compiling script: ${this.#takeError()}`);
    const place = lauxlib.luaL_ref(this.#state, lua.LUA_REGISTRYINDEX);
    this.#functions.set(source, place);
    return place;
  }

  run(source: string, keys: string[], argv: string[]): Reply {
    const place = this.compile(source);
    this.#setGlobal("KEYS", keys);
    this.#setGlobal("ARGV", argv);
    this.#limitInstructions();
    try {
      this.#invoke(place);
      return readReply(this.#state, -1);
    } finally {
      lua.lua_settop(this.#state, 0);
    }
  }

  #invoke(place: number) {
    lua.lua_rawgeti(this.#state, lua.LUA_REGISTRYINDEX, place);
    if (lua.lua_pcall(this.#state, 0, 1, 0) === lua.LUA_OK) return;
    const isTable = lua.lua_type(this.#state, -1) === lua.LUA_TTABLE;
    const error = isTable ? readTag(this.#state, -1, "err") : undefined;
    throw new RedisError(error ?? `ERR ${this.#takeError()}`);
  }

  #takeError(): string {
    const text = readString(this.#state, -1) || "unknown error";
    lua.lua_settop(this.#state, 0);
    return text;
  }

  #setGlobal(name: string, words: string[]) {
    const state = this.#state;
    lua.lua_pushglobaltable(state);
    pushField(state, name, () => pushList(state, words, (word) => pushString(state, word)));
    lua.lua_pop(state, 1);
  }

  #limitInstructions() {
    this.#instructions = 0;
    const hook = (state: LuaState) => {
      this.#instructions += COUNT_EVERY;
      if (this.#instructions <= MAX_INSTRUCTIONS) return;
      // From here each instruction fails, so that no pcall and no coroutine of the script can go on.
      for (const each of [state, this.#state]) lua.lua_sethook(each, hook, lua.LUA_MASKCOUNT, 1);
      raise(state, `ERR Script killed: it ran more than ${MAX_INSTRUCTIONS} instructions`);
    };
    lua.lua_sethook(this.#state, hook, lua.LUA_MASKCOUNT, COUNT_EVERY);
  }

  #openRedis(state: LuaState) {
    const functions: Record<string, LuaFunction> = {
      call: protect((inner) => pushReply(inner, this.#call(readCommand(inner)))),
      pcall: (inner) => {
        try {
          pushReply(inner, this.#call(readCommand(inner)));
        } catch (error) {
          if (!(error instanceof RedisError)) throw error;
          pushTagged(inner, "err", error.message);
        }
        return 1;
      },
      status_reply: protect((inner) => pushTagged(inner, "ok", readString(inner, 1))),
      error_reply: protect((inner) => pushTagged(inner, "err", readString(inner, 1))),
      sha1hex: protect((inner) => pushString(inner, createHash("sha1").update(readString(inner, 1)).digest("hex"))),
      log: () => 0,
    };
    lua.lua_createtable(state, 0, 8);
    for (const [name, run] of Object.entries(functions)) {
      pushField(state, name, () => lua.lua_pushjsfunction(state, run));
    }
    lua.lua_setglobal(state, luaString("redis"));
  }
}

/** A function for Lua that answers what `run` pushes; its RedisErrors become Lua errors, which scripts may catch. */
function protect(run: (state: LuaState) => void): LuaFunction {
  return (state) => {
    try {
      run(state);
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return raise(state, error.message);
    }
    return 1;
  };
}

function raise(state: LuaState, message: string): number {
  pushTagged(state, "err", message);
  return lua.lua_error(state);
}

/** The part of fengari, Lua in JavaScript, that scripts need. Its API is Lua's C API; strings are bytes. */
declare module "fengari" {
  export type LuaState = { readonly __lua: unique symbol };
  export type LuaFunction = (state: LuaState) => number;

  const fengari: {
    lua: {
      LUA_OK: number;
      LUA_REGISTRYINDEX: number;
      LUA_MASKCOUNT: number;
      LUA_TNIL: number;
      LUA_TBOOLEAN: number;
      LUA_TNUMBER: number;
      LUA_TSTRING: number;
      LUA_TTABLE: number;
      lua_absindex(state: LuaState, index: number): number;
      lua_createtable(state: LuaState, items: number, fields: number): void;
      lua_error(state: LuaState): number;
      lua_gettop(state: LuaState): number;
      lua_next(state: LuaState, index: number): number;
      lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
      lua_pop(state: LuaState, count: number): void;
      lua_pushboolean(state: LuaState, value: boolean): void;
      lua_pushglobaltable(state: LuaState): void;
      lua_pushinteger(state: LuaState, value: number): void;
      lua_pushjsfunction(state: LuaState, value: LuaFunction): void;
      lua_pushlightuserdata(state: LuaState, value: unknown): void;
      lua_pushnumber(state: LuaState, value: number): void;
      lua_pushstring(state: LuaState, value: Uint8Array): void;
      lua_pushvalue(state: LuaState, index: number): void;
      lua_rawget(state: LuaState, index: number): number;
      lua_rawgeti(state: LuaState, index: number, item: number): number;
      lua_rawlen(state: LuaState, index: number): number;
      lua_rawset(state: LuaState, index: number): void;
      lua_rawseti(state: LuaState, index: number, item: number): void;
      lua_sethook(state: LuaState, hook: ((state: LuaState) => void) | null, mask: number, count: number): void;
      lua_setglobal(state: LuaState, name: Uint8Array): void;
      lua_settop(state: LuaState, index: number): void;
      lua_toboolean(state: LuaState, index: number): boolean;
      lua_tonumber(state: LuaState, index: number): number;
      lua_tostring(state: LuaState, index: number): Uint8Array | null;
      lua_type(state: LuaState, index: number): number;
    };
    lauxlib: {
      luaL_checkstack(state: LuaState, extra: number, message: Uint8Array | null): void;
      luaL_loadbuffer(state: LuaState, source: Uint8Array, size: number, name: Uint8Array): number;
      luaL_newstate(): LuaState;
      luaL_ref(state: LuaState, table: number): number;
    };
    lualib: { luaL_openlibs(state: LuaState): void };
  };
  export default fengari;
}

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { minify } from "@swc/core";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";

const LAUNCHER_LIMIT = 4 * 1024;
const TOTAL_LIMIT = 15 * 1024;
const PART_LIMIT = 4 * 1024;

const root = join(import.meta.dirname, "..");
const source = join(root, "lib/chat-widget");
/** What only some visitors need: files of their own, which the panel loads when it does. */
const onDemand = {
  live: "live/live.tsx",
  "live-words": "live/words.ts",
  history: "conversation/history.ts",
  opened: "opened/opened.tsx",
  files: "files/files.tsx",
  reactions: "reactions/reactions.tsx",
  "files-words": "files/words.ts",
  upload: "files/upload.ts",
  voice: "files/voice.tsx",
  backup: "storage/backup.ts",
};
const languages = ["en", "es", "pt-BR", "de", "fr", "it", "nl", "pl", "ru", "ar", "zh", "ja"];
const browsers = ["es2022", "safari16.4", "chrome111", "firefox113"];

const cssAsText: Plugin = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: browsers });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** One minified file, in memory. */
async function bundle(entry: string, options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    alias: { "@": root },
    plugins: [cssAsText],
    logLevel: "warning",
    ...options,
  });
  // esbuild minifies the parts, and this what it made of them: 4 % less to load. What makes it longer zipped is off.
  const { code } = await minify(outputFiles?.[0]?.text ?? "", {
    module: true,
    ecma: 2022,
    compress: {
      ecma: 2022,
      passes: 3,
      unsafe_arrows: true,
      unsafe_methods: true,
      inline: 0,
      reduce_funcs: false,
      sequences: false,
    },
    mangle: { toplevel: true },
  });
  return Buffer.from(code);
}

type WidgetSizes = {
  launcher: number;
  panel: number;
  language: number;
  /** What every visitor loads who opens the chat, in the largest language. */
  total: number;
  /** What is loaded on demand, by its name. */
  parts: Record<string, number>;
};

/** Builds the widget into a folder and gives its gzipped sizes in bytes. */
export async function buildWidget(folder = join(root, "public")): Promise<WidgetSizes> {
  const parts = new Map([["panel", await bundle("panel.tsx", { format: "esm" })]]);
  for (const language of languages) {
    parts.set(language, await bundle(`i18n/languages/${language.toLowerCase()}.ts`, { format: "esm" }));
  }
  for (const [name, entry] of Object.entries(onDemand)) parts.set(name, await bundle(entry, { format: "esm" }));
  const hash = createHash("sha256");
  for (const contents of parts.values()) hash.update(contents);
  const define = { WIDGET_VERSION: JSON.stringify(hash.digest("hex").slice(0, 10)) };
  const launcher = await bundle("launcher.ts", { format: "iife", define });

  await rm(join(folder, "widget"), { recursive: true, force: true });
  await mkdir(join(folder, "widget"), { recursive: true });
  await writeFile(join(folder, "widget.js"), launcher);
  for (const [name, contents] of parts) await writeFile(join(folder, "widget", `${name}.js`), contents);

  const gzipped = (contents: Uint8Array | undefined) => (contents ? gzipSync(contents, { level: 9 }).length : 0);
  const panel = gzipped(parts.get("panel"));
  const language = Math.max(...languages.map((name) => gzipped(parts.get(name))));
  const sizes = { launcher: gzipped(launcher), panel, language };
  const sizesOfParts = Object.fromEntries(Object.keys(onDemand).map((name) => [name, gzipped(parts.get(name))]));
  return { ...sizes, total: sizes.launcher + panel + language, parts: sizesOfParts };
}

async function main() {
  const { launcher, panel, language, total, parts } = await buildWidget();
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(2)} KB`;
  const onDemandSizes = Object.entries(parts).map(([name, size]) => `${name} ${kb(size)}`);
  process.stdout.write(
    `widget: launcher ${kb(launcher)} of ${kb(LAUNCHER_LIMIT)}, panel ${kb(panel)}, largest language ${kb(language)}, ` +
      `in all ${kb(total)} of ${kb(TOTAL_LIMIT)}; on demand ${onDemandSizes.join(", ")} of ${kb(PART_LIMIT)} each (gzip)\n`,
  );
  if (launcher > LAUNCHER_LIMIT || total > TOTAL_LIMIT || Object.values(parts).some((size) => size > PART_LIMIT)) {
    process.stderr.write("widget: too large\n");
    process.exitCode = 1;
  }
}

if (basename(process.argv[1] ?? "") === "build-widget.ts") await main();

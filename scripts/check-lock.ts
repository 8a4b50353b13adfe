type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> };

/**
 * The optional dependencies that no entry of a lock file answers, as "parent → child". npm leaves out those that were
 * not there when it wrote the file, and then a machine of another kind lacks them.
 */
export function missingOptional({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !ancestors(path).some((parent) => `${parent}node_modules/${name}` in packages))
      .map((name) => `${path || "package.json"} → ${name}`),
  );
}

/** From where Node looks for what the package at `path` needs: "a/node_modules/b/", "a/", "". */
function ancestors(path: string): string[] {
  const parts = path.split("/node_modules/");
  const own = parts.map((_, index) => `${parts.slice(0, parts.length - index).join("/node_modules/")}/`);
  return path ? [...own, ""] : [""];
}

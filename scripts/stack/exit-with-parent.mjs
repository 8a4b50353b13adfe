// Preloaded into a process that knows nothing of its parent: asks it to end when the parent is gone.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref(); // The channel alone keeps nothing alive.

/**
 * Does `work` while nobody else does the same, in this process or another: the folder `lock` stands for the right to
 * it. Who finds it taken waits. The lock of a process that has ended is cleared away, also one of another machine or
 * container that shares the folder: after a minute without a sign of life.
 *
 * @param waiting - called once, with the process id of the other, before the first wait.
 * @param silence - milliseconds without a sign of life after which the other is taken for ended. Default 60 000.
 */
export declare function alone<T>(
  lock: string,
  work: () => Promise<T>,
  waiting: (pid: number) => void,
  silence?: number,
): Promise<T>;

/** Whether this machine has a process with that id. */
export declare function isAlive(pid: number): boolean;

import { spawn, type ChildProcess } from 'child_process';
import * as fs from 'fs';
import * as net from 'net';
import * as os from 'os';
import * as path from 'path';

/** How often, and how long, an emulator is waited for. */
const TRIES = 240;
const PAUSE = 250;

/** Everything that was started, and has not ended. */
const running = new Set<Emulator>();

interface EmulatorOptions {
  /** Its arguments, of which some may be files in its folder. */
  readonly args: (folder: string) => string[];
  /** What is added to its environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where it answers as soon as it is ready. */
  readonly url: string;
}

/** A program that answers in place of AWS, with a folder of its own. Both are gone when this process ends, however it ends. */
export class Emulator {
  /** Starts a program of Python, and waits until it answers at `url`. */
  static async start(python: string, script: string, options: EmulatorOptions): Promise<Emulator> {
    const emulator = new Emulator(python, script, options.args, options.env);
    try {
      await emulator.answers(options.url);
      return emulator;
    } catch (error) {
      emulator.stop();
      throw error;
    }
  }

  /** A folder for its files. */
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deploy-'));
  private readonly process: ChildProcess;
  private readonly log = path.join(this.folder, 'log');

  private constructor(python: string, script: string, args: (folder: string) => string[], env: NodeJS.ProcessEnv = {}) {
    const log = fs.openSync(this.log, 'w');
    // It ends when its standard input does, which this process holds; what it starts is in its group.
    this.process = spawn(python, [script, ...args(this.folder)], {
      cwd: this.folder,
      detached: true,
      stdio: ['pipe', log, log],
      // Nothing of the machine's own configuration of AWS.
      env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder, PYTHONDONTWRITEBYTECODE: '1', ...env },
    });
    fs.closeSync(log);
    running.add(this);
  }

  /** Ends it, and what it has started, and removes its folder. */
  stop(): void {
    if (!running.delete(this)) { return; }
    try {
      process.kill(-this.process.pid!, 'SIGKILL');
    } catch (error) {
      // It has ended already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') { throw error; }
    }
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The last lines that it printed. */
  get lastLines(): string { return fs.readFileSync(this.log, 'utf8').split('\n').slice(-30).join('\n'); }

  private async answers(url: string): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (this.process.exitCode !== null) { throw new Error(`It ended with ${this.process.exitCode}:\n${this.lastLines}`); }
      try {
        await fetch(url);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
    throw new Error(`Nothing answers at ${url}:\n${this.lastLines}`);
  }
}

/** Ends everything that was started. */
export function stopAll(): void { for (const emulator of [...running]) { emulator.stop(); } }

process.on('exit', stopAll);
for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1]] as const) {
  process.on(signal, () => {
    stopAll();
    process.exit(128 + number);
  });
}

/** Ports of this machine that nobody uses. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<net.Server>((resolve, reject) => {
    const server = net.createServer().on('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

import * as path from 'path';
import { entries, get, getText } from './json';

/** S3 takes keys of 1024 bytes; functions and parameters stand beside them. */
const LONGEST_URL = 10_000;

/** The files of an assembly that are uploaded when it is deployed, of which some are templates. */
export class Assets {
  private readonly byHash = new Map<string, string>();
  /** Nothing where files of several folders have one name. */
  private readonly byUploadedName = new Map<string, string | undefined>();

  constructor(private readonly directory: string) {}

  /** @param json A manifest of assets. */
  add(json: unknown): void {
    for (const [hash, asset] of entries(get(json, 'files'))) {
      const source = getText(asset, 'source', 'path');
      if (source === undefined || getText(asset, 'source', 'packaging') === 'zip') { continue; }
      const file = path.resolve(this.directory, source);
      this.byHash.set(hash, file);
      for (const [, destination] of entries(get(asset, 'destinations'))) {
        const name = getText(destination, 'objectKey')?.split('/').at(-1);
        if (name) { this.byUploadedName.set(name, this.byUploadedName.has(name) && this.byUploadedName.get(name) !== file ? undefined : file); }
      }
    }
  }

  /** All of them. */
  get files(): Iterable<string> {
    return this.byHash.values();
  }

  /** The file that a URL names: by the hash of an asset, or by the name that it is uploaded under. */
  at(url: unknown): string | undefined {
    const text = JSON.stringify(url ?? '').slice(-LONGEST_URL);
    const hash = (text.match(/[0-9a-f]{64}/g) ?? []).reverse().find((one) => this.byHash.has(one));
    if (hash !== undefined) { return this.byHash.get(hash); }
    return this.byUploadedName.get(nameIn(lastText(text)));
  }
}

/** What stands in the last quotation marks of JSON text. */
function lastText(json: string): string {
  const end = json.lastIndexOf('"');
  return json.slice(json.lastIndexOf('"', end - 1) + 1, end);
}

/** The last part of the path of a URL. */
function nameIn(url: string): string {
  return url.split(/[?#]/)[0].split('/').at(-1)!;
}

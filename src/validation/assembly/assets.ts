import * as path from 'path';
import { entries, get, getText } from './json';

/** S3 takes keys of 1024 bytes. */
const LONGEST_NAME = 1_100;

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
    const text = JSON.stringify(url ?? '');
    const hash = (text.match(/[0-9a-f]{64}/g) ?? []).reverse().find((one) => this.byHash.has(one));
    if (hash !== undefined) { return this.byHash.get(hash); }
    const name = /([^/"?#]+)(?:[?#][^"]*)?"[\]}]*$/.exec(text.slice(-LONGEST_NAME))?.[1];
    return name === undefined ? undefined : this.byUploadedName.get(name);
  }
}

import Module from 'module';
import * as path from 'path';

type Resolving = typeof Module & { _resolveFilename(request: string, ...rest: unknown[]): string };

/** From here on, the name of the library means its sources: examples import it by its name, as users do. */
export function resolveLibraryByName(): void {
  const resolving = Module as Resolving;
  const original = resolving._resolveFilename;
  resolving._resolveFilename = function (request: string, ...rest: unknown[]) {
    return original.call(this, request === 'cdk-s3-encryption' ? path.join(__dirname, '..', '..', 'src') : request, ...rest);
  };
}

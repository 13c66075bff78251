/** The findings that somebody has acknowledged in a CDK app, with a reason. */
export class Acknowledgements {
  static readonly NONE = new Acknowledgements();

  private readonly byConstruct = new Map<string, Map<string, string>>();
  private readonly byResource = new Map<string, string>();

  /** For a construct and all below it. */
  addForConstruct(constructPath: string, id: string, reason: string): void {
    const ids = this.byConstruct.get(constructPath) ?? new Map<string, string>();
    this.byConstruct.set(constructPath, ids.set(id, reason));
  }

  addForResource(templateFile: string, logicalId: string, id: string, reason: string): void {
    this.byResource.set(resourceKey(templateFile, logicalId, id), reason);
  }

  /** The reason why a finding was acknowledged; that of the closest construct. */
  reason(id: string, templateFile: string, logicalId: string, constructPath: string | undefined): string | undefined {
    for (let path = constructPath; path !== undefined; path = parentOf(path)) {
      const reason = this.byConstruct.get(path)?.get(id);
      if (reason !== undefined) { return reason; }
    }
    return this.byResource.get(resourceKey(templateFile, logicalId, id));
  }
}

function parentOf(path: string): string | undefined {
  if (path === '') { return undefined; }
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function resourceKey(...parts: string[]): string {
  return JSON.stringify(parts);
}

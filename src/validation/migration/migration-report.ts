import { type Migration, migrationsOf } from './migration';
import type { Resource } from '../../template';
import type { TemplateFile } from '../assembly';
import type { Posture } from '../posture';

/** A resource with the file that it is in. */
export interface Located {
  readonly logicalId: string;
  readonly constructPath: string | undefined;
  readonly template: TemplateFile;
}

export interface ReportedMigration extends Migration {
  readonly policyAt: Located;
  readonly bucketAt: Located | undefined;
}

/** What is to be migrated in templates. */
export interface MigrationReport {
  readonly templates: readonly TemplateFile[];
  readonly migrations: readonly ReportedMigration[];
}

/** How many policies there are to migrate, and how many are left unchanged in some case. */
export function countsOf(migrations: readonly ReportedMigration[]): { readonly toMigrate: number; readonly leftAlone: number } {
  const policies = (some: readonly ReportedMigration[]) => new Set(some.map(({ policy }) => `${policy.template}/${policy.logicalId}`)).size;
  const leftAlone = policies(migrations.filter(({ plan }) => plan.leftAlone.length > 0));
  return { toMigrate: policies(migrations) - leftAlone, leftAlone };
}

export function migrationReportOf(posture: Posture, templates: readonly TemplateFile[]): MigrationReport {
  const byName = new Map(templates.map((template) => [template.source.name, template]));
  const locate = (resource: Resource): Located => {
    const template = byName.get(resource.template)!;
    return { template, logicalId: resource.logicalId, constructPath: resource.constructPath ?? template.constructPaths.get(resource.logicalId) };
  };
  return {
    // What stands for artifacts that are not read is none.
    templates: templates.filter(({ source }) => source.unseen === undefined),
    migrations: migrationsOf(posture).map((migration) => ({
      ...migration,
      policyAt: locate(migration.policy),
      bucketAt: migration.bucket && locate(migration.bucket),
    })),
  };
}

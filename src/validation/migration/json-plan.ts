import { countsOf, type Located, type MigrationReport, type ReportedMigration } from './migration-report';
import { keyText, stepsOf } from './steps';
import type { UploadDefault } from '../../legacy-policy';
import { json } from '../reports';

/** One object for programs; its form changes only with its version. What is not known is null. */
export function jsonPlan({ templates, migrations }: MigrationReport): string {
  return `${json({
    version: 1,
    templates: templates.map(({ path, stack }) => ({ path, stack: stack ?? null })),
    migrations: migrations.map(migrationJson),
    summary: countsOf(migrations),
  })}
`;
}

function migrationJson(migration: ReportedMigration) {
  const { bucketAt, policyAt, when, current, clients, plan } = migration;
  return {
    bucket: bucketAt ? location(bucketAt) : null,
    policy: location(policyAt),
    when: when ?? null,
    status: plan.serving ? 'toMigrate' : 'leftAlone',
    defaultEncryption: { now: encryptionJson(current), then: encryptionJson(plan.serving) },
    replaced: plan.replaced.map(({ index, name, statement, by }) => ({ index, name, statement, by })),
    policyDocument: plan.serving ? plan.document : null,
    leftAlone: plan.leftAlone,
    clients: clients.map(({ kind, denied, cloudTrailCondition }) => ({ kind, denied, cloudTrailCondition })),
    steps: stepsOf(migration).map(({ title, details }) => ({ title, details })),
  };
}

function location({ template, logicalId, constructPath }: Located) {
  return { template: template.path, stack: template.stack ?? null, logicalId, constructPath: constructPath ?? null };
}

function encryptionJson(encryption: UploadDefault | undefined) {
  return encryption ? { algorithm: encryption.algorithm, key: keyText(encryption) ?? null } : null;
}

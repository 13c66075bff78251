import { createColors } from 'picocolors';
import { countsOf, type Located, type MigrationReport, type ReportedMigration } from './migration-report';
import { stepsOf } from './steps';
import { printable } from '../reports';

type Colors = ReturnType<typeof createColors>;

/** For people: what to do, step by step, and what is left to them. */
export function textPlan({ migrations, templates }: MigrationReport, colored: boolean): string {
  const colors = createColors(colored);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const { toMigrate, leftAlone } = countsOf(migrations);
  const summary = `${count(templates.length, 'template')}: ${count(toMigrate, 'bucket policy').replace('policys', 'policies')} to migrate, ${leftAlone} left unchanged`;
  return `${[...migrations.flatMap((migration) => [...linesOf(migration, colors), '']), summary].join('\n')}\n`;
}

function linesOf(migration: ReportedMigration, colors: Colors): string[] {
  const { bucketAt, policyAt, plan, when } = migration;
  const head = [
    colors.bold(printable(bucketAt ? nameOf(bucketAt) : 'A bucket that is not in the templates')),
    `  policy ${printable(`${nameOf(policyAt)} in ${policyAt.template.path}${when === undefined ? '' : `, if ${when}`}`)}`,
  ];
  if (plan.leftAlone.length > 0) {
    return [
      ...head,
      `  ${colors.yellow('left unchanged:')} it denies or may deny uploads that specify no encryption, and its replacement cannot be determined`,
      ...plan.leftAlone.map(({ name, reason }) => `    ${printable(`${name}: ${reason}`)}`),
    ];
  }
  return [
    ...head,
    ...stepsOf(migration).flatMap(({ title, details, replacesStatements }, i) => [
      `  ${colors.bold(`${i + 1}. ${title}`)}`,
      ...details.map((detail) => `     ${printable(detail)}`),
      ...(replacesStatements ? replacementLines(migration, colors) : []),
    ]),
  ];
}

function replacementLines({ plan }: ReportedMigration, colors: Colors): string[] {
  return plan.replaced.flatMap(({ name, statement, by }) => {
    const added = by.filter((one) => one !== statement).map((one) => `       ${colors.green(printable(`+ ${JSON.stringify(one)}`))}`);
    if (by.includes(statement)) {
      return [`     ${printable(name)} remains: with the new default encryption, it doesn't deny uploads that specify no encryption.`, ...added];
    }
    return [
      `     ${printable(name)}:`,
      `       ${colors.red(printable(`- ${JSON.stringify(statement)}`))}`,
      ...added,
      ...(by.length === 0 ? ['       No replacement: other statements deny the requests that must remain denied.'] : []),
    ];
  });
}

function nameOf({ logicalId, constructPath }: Located): string {
  return constructPath === undefined ? logicalId : `${constructPath} (${logicalId})`;
}

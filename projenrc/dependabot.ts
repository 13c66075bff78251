import { github } from 'projen';

// docs/decisions/0088
/**
 * One pull request a week for what the build uses, and one for each library that is part of the package.
 *
 * They change `package-lock.json` only: versions in `package.json` and in workflows are projen's.
 */
export const DEPENDABOT: github.DependabotOptions = {
  scheduleInterval: github.DependabotScheduleInterval.WEEKLY,
  // What turns out to be malicious is usually withdrawn within days.
  cooldown: { defaultDays: 7 },
  groups: {
    development: { patterns: ['*'], dependencyType: github.DependabotGroupDependencyType.DEVELOPMENT },
  },
};

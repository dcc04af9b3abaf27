import { buildAll } from './build-apps.mjs';
import { assertNode, installPackages } from './install.mjs';
import { fail, Report } from './report.mjs';

const report = new Report();
try {
  assertNode();
  await installPackages(report);
  await buildAll(report);
} catch (error) {
  fail(error);
}

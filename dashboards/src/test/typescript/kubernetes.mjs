// Checks objects for Kubernetes, given as a JSON list, against its schemas and those of the Prometheus operator. Prints
// what is wrong, and how many objects it has checked.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const operator = '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
const packages = {
  v1: 'kubernetes-models/v1',
  'apps/v1': 'kubernetes-models/apps/v1',
  'networking.k8s.io/v1': 'kubernetes-models/networking.k8s.io/v1',
  'monitoring.coreos.com/v1': operator,
};

const objects = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const object of objects) {
  const Model = require(packages[object.apiVersion])[object.kind];
  try {
    new Model(object).validate();
  } catch (error) {
    for (const { instancePath, message } of error.errors ?? [error]) {
      console.log(`${object.kind} ${instancePath ?? ''} ${message}`);
    }
    process.exitCode = 1;
  }
}
console.log(`checked ${objects.length}`);

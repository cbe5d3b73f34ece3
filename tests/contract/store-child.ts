/** A process of its own that adds articles to a store: path, source, batches, articles a batch. Says each batch that is stored. */
import { NewsError } from '../../src/core/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { add, noon, put, source } from './store-samples.ts';

const [path = '', name = '', batches = '1', size = '5'] = process.argv.slice(2);

try {
  const store = await openStore(path, { now: () => noon });
  await store.putSources([source(name)]);
  for (let batch = 0; batch < Number(batches); batch++) {
    const changes = Array.from({ length: Number(size) }, (_, index) => {
      const id = `${name}${batch}x${index}`;
      return add(id, batch, {
        title: `Batch ${batch} of ${name}`,
        text: `shared words ${id} `.repeat(60),
        tags: ['shared', name],
      });
    });
    await put(store, name, changes);
    process.stdout.write(`${batch}\n`);
  }
  await store.close();
} catch (error) {
  if (!(error instanceof NewsError)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}

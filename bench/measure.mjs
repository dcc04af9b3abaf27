import { publishAll } from './publisher.mjs';

const DELIVERY_SECONDS = 120;

/** Publishes, waits for every webhook, and refuses to go on when one is missing. Answers the times in milliseconds. */
export async function measure(receiver, target, { messages, rate, concurrency, size, subscribers }) {
  const everything = receiver.expect(messages, subscribers);
  const published = await publishAll({ ...target, messages, rate, concurrency, size });
  if (published.failures.size > 0) {
    const failures = JSON.stringify(Object.fromEntries(published.failures));
    throw new Error(`Void: publishes were refused: ${failures}`);
  }
  let timer;
  const timeout = new Promise((_, reject) => {
    const fail = () =>
      reject(new Error(`Void: ${receiver.missing} of ${messages * subscribers} webhooks did not arrive`));
    timer = setTimeout(fail, DELIVERY_SECONDS * 1000);
  });
  await Promise.race([everything, timeout]);
  clearTimeout(timer);
  return summarise(receiver, published, messages, subscribers);
}

function summarise(receiver, { sent, accepted, start }, messages, subscribers) {
  const publish = Float64Array.from(sent, (time, index) => accepted[index] - time);
  const endToEnd = new Float64Array(messages * subscribers);
  let last = 0;
  for (let message = 0; message < messages; message += 1) {
    for (let subscriber = 0; subscriber < subscribers; subscriber += 1) {
      const arrival = receiver.arrival(message, subscriber);
      endToEnd[message * subscribers + subscriber] = arrival - sent[message];
      last = Math.max(last, arrival);
    }
  }
  const seconds = (last - start) / 1000;
  return {
    publish,
    endToEnd,
    seconds,
    messages,
    deliveries: messages * subscribers,
    duplicates: receiver.duplicates,
  };
}

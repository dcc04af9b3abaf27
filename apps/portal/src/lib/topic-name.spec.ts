import { CreateTopic } from '@anika/contracts';
import { topicNameOf } from './topic-name';

describe('The name proposed for a topic', () => {
  it.each([
    ['Выбор машины', 'vybor-mashiny'],
    ['Щёлочь, объезд & йод', 'shcheloch-obezd-yod'],
    ['Crème brûlée — 2026!', 'creme-brulee-2026'],
    ['  .car-choice.  ', 'car-choice'],
    ['選車', ''],
  ])('of %j is %j', (title, name) => expect(topicNameOf(title)).toBe(name));

  it('is one that the API takes, however long the title is', () => {
    const name = topicNameOf(`${'Очень длинное название '.repeat(9)}`);
    expect(CreateTopic.safeParse({ name, title: 'x' }).success).toBe(true);
  });
});

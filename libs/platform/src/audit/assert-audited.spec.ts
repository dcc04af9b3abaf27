import { Public, RequireScope } from '@anika/identity';
import { Controller, Get, Post } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { auditMistake } from './assert-audited';
import { Audited, NotAudited } from './audited.decorator';

@Controller()
class Routes {
  @RequireScope('topics:read')
  @Get()
  read(): void {}

  @RequireScope('topics:write')
  @Post()
  silent(): void {}

  @RequireScope('topics:write')
  @Audited('topic.create')
  @Post()
  audited(): void {}

  @RequireScope('messages:write')
  @NotAudited('the message itself says it')
  @Post()
  notAudited(): void {}

  @Public()
  @Audited('partner.register')
  @Post()
  open(): void {}
}

@NotAudited('it only reads')
@Controller()
class Reading {
  @Post()
  search(): void {}
}

describe('What a route has to say of the audit log', () => {
  const mistakeOf = (name: keyof Routes) =>
    auditMistake(new Reflector(), Routes.prototype[name] as () => unknown, Routes);

  it('is nothing when it only reads, and one of two things when it changes something', () => {
    expect(mistakeOf('read')).toBeUndefined();
    expect(mistakeOf('audited')).toBeUndefined();
    expect(mistakeOf('notAudited')).toBeUndefined();
    expect(mistakeOf('silent')).toMatch(/@Audited.*@NotAudited/);
    const search = Reading.prototype.search as () => unknown;
    expect(auditMistake(new Reflector(), search, Reading)).toBeUndefined();
  });

  it('cannot be that it is audited by a caller whom nobody knows', () => {
    expect(mistakeOf('open')).toMatch(/without a credential/);
  });
});

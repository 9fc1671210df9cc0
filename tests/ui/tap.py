"""What the programs in here say of themselves: a line of TAP for each step, and what was to be read where one failed."""
import time
import traceback


def tell(number, path, problem, seconds=None):
    """One line, and why it is not ok; answers whether it is."""
    print('not ok' if problem else 'ok', number, path, *([] if seconds is None else [f'# {seconds:.1f} s']), flush=True)
    if problem:
        print('# ' + problem.replace('\n', '\n# '), flush=True)
    return not problem


def take(steps, path, *arguments, before=lambda: None, seen=lambda: '', stops=False):
    """Takes the steps, functions of the arguments, and answers whether all are ok.

    What goes before each may fail as the step itself; what was seen is told behind a step that fails. Steps that stand on
    those before stop at the first that fails.
    """
    good = True
    for number, step in enumerate(steps, 1):
        started, problem = time.monotonic(), ''
        try:
            before()
            step(*arguments)
        except Exception:
            problem = traceback.format_exc() + seen()
        good = tell(number, f'{path}/{step.__name__.replace("_", "-")}', problem, time.monotonic() - started) and good
        if problem and stops:
            break
    return good


def end(number, path, program, complain=lambda: []):
    """Quits a program as the last step: it says no warnings and ends well, and nothing else is complained of."""
    status = program.quit()
    said = program.warnings() + ([f'the program ended with {status}'] if status else []) + complain()
    return tell(number, f'{path}/ends-without-a-warning', '\n'.join(said))

"""How nbgrader grades notebooks in TypeScript. A course's own nbgrader_config.py begins with

    load_subconfig("nbgrader_config.py", path="<the project>/environment/grading")

Solutions stand between `// BEGIN SOLUTION` and `// END SOLUTION`, hidden tests between `// BEGIN HIDDEN TESTS` and
`// END HIDDEN TESTS`: nbgrader looks for the words, whatever the comment's mark.
"""

c = get_config()  # noqa: F821 (nbgrader defines it)

# nbgrader knows no stub for TypeScript. It throws: a function that returned nothing would pass some tests.
c.ClearSolutions.code_stub = {"typescript": '// YOUR CODE HERE\nthrow new Error("There is no solution here yet.");'}

# A cell that runs longer is interrupted, and counts as an error; the cells after it still run.
c.Execute.timeout = 30
c.Execute.interrupt_on_timeout = True

"""Makes customers.csv and baskets.txt: nobody's data, drawn at random. Three kinds of customers; two habits of shopping."""
import random

random.seed(7)
KINDS = [("student", 22, 1200, 14, "app"), ("family", 41, 4200, 6, "shop"), ("retired", 69, 2300, 3, "phone")]
with open("customers.csv", "w", encoding="utf-8", newline="\n") as out:
    out.write("customer,age,income,visits,channel\n")
    for number in range(1, 241):
        _, age, income, visits, channel = random.choice(KINDS)
        if random.random() < 0.15:
            channel = random.choice(["app", "shop", "phone"])
        out.write("C%04d,%d,%d,%d,%s\n" % (
            number, max(18, random.gauss(age, 3)), max(0, random.gauss(income, 250)),
            max(0, random.gauss(visits, 1)), channel))
ITEMS = ["milk", "bread", "eggs", "rice", "tea", "coffee", "apples", "tofu", "kimchi", "soap"]
HABITS = [["ramen", "kimchi", "eggs"], ["coffee", "bread", "butter"]]
with open("baskets.txt", "w", encoding="utf-8", newline="\n") as out:
    for _ in range(400):
        basket = set(random.sample(ITEMS, random.randint(1, 3)))
        for habit in HABITS:
            if random.random() < 0.25:
                basket |= {item for item in habit if random.random() < 0.85}
        out.write(",".join(sorted(basket)) + "\n")

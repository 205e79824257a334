"""How fast factbase is on this machine, over the seed data. Figures are for comparing, not for boasting."""

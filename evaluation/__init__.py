"""How well and how fast Sayso reads: measures, gold, floors."""

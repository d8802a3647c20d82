from django.db import models


class Mixed(models.Model):
    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField()
    quantity = models.IntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    name = models.CharField(max_length=120, db_index=True)
    note = models.TextField(null=True)
    made = models.DateTimeField()
    changed = models.DateTimeField()
    active = models.BooleanField()
    ratio = models.FloatField(null=True)
    data = models.JSONField(null=True)
    payload = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "mixed"
